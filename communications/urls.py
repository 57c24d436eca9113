from django.urls import path

from communications import views

urlpatterns = [
    path("noticias/", views.NewsListView.as_view(), name="news_list"),
    path("noticias/<slug:slug>/", views.NewsDetailView.as_view(), name="news_detail"),
]
